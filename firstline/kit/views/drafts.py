"""What the server tells a page about a draft that it could not keep."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import JsonResponse

from firstline.kernel.errors import Conflict


def draft_not_kept(conflict: Conflict, fields_of: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> JsonResponse:
    """Return 409 with the other page's fields when it was changed elsewhere, 410 once it was sent."""
    params = conflict.params
    if conflict.code != "changed_elsewhere":
        return JsonResponse({"code": conflict.code}, status=410)
    return JsonResponse({"revision": params["revision"], "fields": fields_of(params)}, status=409)
