"""Pages of service levels: results, what they are measured by, credits."""
