"""Addresses of sign-in, profile and accounts. Of django-allauth's own addresses none is reachable."""

from django.urls import path

from firstline.identity.views import profile, sign_in, tokens, users

app_name = "identity"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("profile/", profile.profile, name="profile"),
    path("profile/password/", profile.password, name="password"),
    path("profile/sessions/end-others/", profile.end_other_sessions, name="end_other_sessions"),
    path("profile/sessions/<int:session_id>/end/", profile.end_session, name="end_session"),
    path("profile/tokens/", tokens.tokens, name="tokens"),
    path("profile/tokens/<int:token_id>/revoke/", tokens.revoke, name="revoke_token"),
    path("users/", users.users, name="users"),
    path("users/add/", users.add_user, name="add_user"),
    path("users/<int:user_id>/", users.user, name="user"),
    path("users/changes/<int:entry_id>/undo/", users.undo_change, name="undo_change"),
    path("users/<int:user_id>/grant/", users.grant_role, name="grant_role"),
    path("users/<int:user_id>/revoke/", users.revoke_role, name="revoke_role"),
    path("users/<int:user_id>/deactivate/", users.deactivate_user, name="deactivate_user"),
    path("users/<int:user_id>/reactivate/", users.reactivate_user, name="reactivate_user"),
    path("users/<int:user_id>/tokens/<int:token_id>/revoke/", tokens.revoke_of_user, name="revoke_token_of_user"),
    path("users/<int:user_id>/password/", users.issue_password, name="issue_password"),
]
