"""Addresses of reading, agreeing, asking and signing."""

from django.urls import path

from responsibilities.views import questions, review, signing

CUSTOMER = "customers/<slug:customer_slug>"
VERSION = f"{CUSTOMER}/matrix/versions/<int:number>"
ROW = f"{CUSTOMER}/matrix/rows/<uuid:pk>"
QUESTION = f"{CUSTOMER}/questions/<uuid:pk>"

urlpatterns = [
    path(f"{VERSION}/review/", review.review, name="review"),
    path(f"{VERSION}/parts/<slug:part>/", review.review_part, name="part"),
    path(f"{VERSION}/parts/<slug:part>/agree/", review.part_agree, name="part-agree"),
    path(f"{VERSION}/changes/", signing.changes, name="changes"),
    path(f"{VERSION}/sign/", signing.sign, name="sign"),
    path(f"{VERSION}/signatures/", signing.signatures, name="signatures"),
    path(f"{CUSTOMER}/matrix/signatures/<uuid:pk>/", signing.signature, name="signature"),
    path(f"{ROW}/agree/", review.row_agree, name="row-agree"),
    path(f"{ROW}/take-back/", review.row_take_back, name="row-take-back"),
    path(f"{ROW}/accept-risk/", review.row_accept_risk, name="row-accept-risk"),
    path(f"{ROW}/ask/", questions.row_ask, name="row-ask"),
    path(f"{ROW}/suggest/", questions.row_suggest, name="row-suggest"),
    path(f"{CUSTOMER}/questions/", questions.question_list, name="question-list"),
    path(f"{QUESTION}/", questions.question, name="question"),
    path(f"{QUESTION}/answer/", questions.question_answer, name="question-answer"),
    path(f"{QUESTION}/close/", questions.question_close, name="question-close"),
    path(f"{QUESTION}/settle/", questions.question_settle, name="question-settle"),
    path(f"{QUESTION}/reopen/", questions.question_reopen, name="question-reopen"),
    path(
        "providers/<slug:provider_slug>/questions/",
        questions.provider_question_list,
        name="provider-question-list",
    ),
]
