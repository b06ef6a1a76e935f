"""Root addresses: each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("firstline.tickets.urls")),
    path("", include("firstline.teams.urls")),
    path("", include("firstline.triage.urls")),
    path("", include("firstline.calendars.urls")),
    path("settings/", include("firstline.settings.urls")),
    path("", include("firstline.notify.urls")),
    path("", include("firstline.identity.urls")),
    path("", include("firstline.people.urls")),
    path("", include("firstline.front.urls")),
    path("kit/", include("firstline.kit.urls")),
]

handler400 = "firstline.kit.views.errors.bad_request"
handler403 = "firstline.kit.views.errors.permission_denied"
handler404 = "firstline.kit.views.errors.page_not_found"
handler500 = "firstline.kit.views.errors.server_error"
