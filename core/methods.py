"""Which methods a view answers. A page is `require_safe`, a change `require_POST`, a page with a form both."""

from django.views.decorators.http import require_http_methods

# Whoever tells the halves apart asks for POST: a HEAD is a GET without a body and never writes.
require_form = require_http_methods(["GET", "HEAD", "POST"])
