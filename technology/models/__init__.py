"""Vendors, what they make, where it runs, how it was chosen and how it is updated."""

from technology.models.deployments import Deployment
from technology.models.imports import DeploymentImport
from technology.models.products import Product
from technology.models.rings import Ring, RingPlan, RollbackPlan, RollbackTest
from technology.models.rollouts import Rollout, Stage, StageCount, Stop, Update
from technology.models.scorecards import Comparison, KnockOutAnswer, Option, Score
from technology.models.vendors import Vendor, VendorIncident

__all__ = [
    "Comparison", "Deployment", "DeploymentImport", "KnockOutAnswer", "Option", "Product", "Ring", "RingPlan",
    "RollbackPlan", "RollbackTest", "Rollout", "Score", "Stage", "StageCount", "Stop", "Update", "Vendor",
    "VendorIncident",
]  # fmt: skip
