"""Addresses of people, sites and imports."""

from django.urls import path

from firstline.people.views import imports, merge, people, person, sites

app_name = "people"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/export/", people.export, name="export"),
    path("people/add/", person.add, name="add"),
    path("people/import/", imports.upload, name="import"),
    path("people/import/template/<slug:kind>/", imports.template, name="import_template"),
    path("people/import/<int:run_id>/", imports.run_page, name="import_run"),
    path("people/import/<int:run_id>/progress/", imports.run_progress, name="import_progress"),
    path("people/import/<int:run_id>/confirm/", imports.confirm, name="confirm_import"),
    path("people/import/<int:run_id>/again/", imports.preview_again, name="preview_again"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/edit/", person.edit, name="edit"),
    path("people/<int:person_id>/merge/", merge.merge, name="merge"),
    path("sites/", sites.site_list, name="sites"),
    path("sites/<str:site_code>/", sites.site_page, name="site"),
]
