"""Parts of views for every room: answers, fragments, toasts, guards. Own pages: errors, appearance."""

from firstline.kit.views.answers import Undo, is_fragment, redirect_with_toast, render_page, with_toast
from firstline.kit.views.cheap import cheap_fragment
from firstline.kit.views.drafts import draft_not_kept
from firstline.kit.views.guards import allow, get_only, post_only, staff_only

__all__ = [
    "Undo",
    "allow",
    "cheap_fragment",
    "draft_not_kept",
    "get_only",
    "is_fragment",
    "post_only",
    "redirect_with_toast",
    "render_page",
    "staff_only",
    "with_toast",
]
