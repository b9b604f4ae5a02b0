"""The floor: Django with nothing on top, showing the same rows from the same tables.

No session, no sign-in, no middleware, one template with one loop. What the product's page costs above this
is what the product adds. Served by gunicorn as `bench.floor:application`.
"""

import os
from typing import Any

import django
import environ
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": environ.Env().db("DATABASE_URL") | {"CONN_MAX_AGE": 60}},
        MIDDLEWARE=[],
        ROOT_URLCONF=__name__,
        SECRET_KEY=os.environ["SECRET_KEY"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True,
    )
    django.setup()

PAGE = """<!doctype html><html lang="en"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
<table><thead><tr>{% for name in names %}<th>{{ name }}</th>{% endfor %}</tr></thead><tbody>
{% for row in rows %}<tr>{% for value in row %}<td>{{ value }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table></body></html>"""

LIST = """
SELECT c.name, c.about, l.name AS lead, v.number, v.state, v.sign_by, w.high, w.medium, w.low, n.due_on AS notice,
       r.due_on AS review
FROM accounts_customer c
LEFT JOIN accounts_user l ON l.id = c.lead_id
LEFT JOIN responsibilities_version v ON v.customer_id = c.id
LEFT JOIN findings_watch w ON w.customer_id = c.id
LEFT JOIN engagement_due n ON n.customer_id = c.id AND n.kind = 'notice'
LEFT JOIN engagement_due r ON r.customer_id = c.id AND r.kind = 'review'
WHERE c.provider_id = (SELECT provider_id FROM accounts_customer WHERE slug = %s)
ORDER BY c.name LIMIT 60
"""
MATRIX = """
SELECT r.code, r.domain, r.title, r.description, r.ownership, r.provider_duty, r.customer_duty, r.provider_person,
       r.customer_person, r.third_party, s.name AS service, r.review_on
FROM responsibilities_row r
JOIN responsibilities_version v ON v.id = r.version_id
JOIN accounts_customer c ON c.id = v.customer_id
LEFT JOIN contracts_service s ON s.id = r.service_id
WHERE c.slug = %s ORDER BY r.position LIMIT 60
"""
DETAIL = """
SELECT c.name, c.about, t.reference, t.title, t.effective_from
FROM accounts_customer c LEFT JOIN contracts_contract t ON t.customer_id = c.id WHERE c.slug = %s LIMIT 1
"""
template = engines["django"].from_string(PAGE)


def shown(sql: str) -> Any:
    """A view that shows what the query finds for the customer in the path."""

    def view(request: HttpRequest, slug: str) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(sql, [slug])
            names = [column.name for column in cursor.description]
            return HttpResponse(template.render({"title": slug, "names": names, "rows": cursor.fetchall()}))

    return view


urlpatterns = [
    path("list/<slug:slug>/", shown(LIST)),
    path("matrix/<slug:slug>/", shown(MATRIX)),
    path("detail/<slug:slug>/", shown(DETAIL)),
]
application = get_wsgi_application()
