"""Who may ask what: for each address of the site and each way of asking the answer to each person.

A new address wants its row here; a method that has no row is refused to everybody (405). "in" is the way to
the sign-in page. The columns are `world.KINDS`.
"""

from __future__ import annotations

__all__ = ["RIGHTS"]

RIGHTS = """
# anonymous, outsider, cooperating, lead, coordinator, leader, head, clerk, inspector, administrator
account_change_password                get    in 302 302 302 302 302 302 302 302 302
account_change_password                post   in 302 302 302 302 302 302 302 302 302
account_end_others                     post   in 302 302 302 302 302 302 302 302 302
account_end_session                    post   in 404 404 404 404 404 404 404 404 404
account_inactive                       get   200 200 200 200 200 200 200 200 200 200
account_login                          get   200 302 302 302 302 302 302 302 302 302
account_login                          post  200 302 302 302 302 302 302 302 302 302
account_logout                         get   302 200 200 200 200 200 200 200 200 200
account_logout                         post  302 302 302 302 302 302 302 302 302 302
account_reauthenticate                 get    in 403 403 403 403 403 403 403 403 403
account_reauthenticate                 post   in 403 403 403 403 403 403 403 403 403
account_reset_password                 get   200 200 200 200 200 200 200 200 200 200
account_reset_password                 post  200 200 200 200 200 200 200 200 200 200
account_reset_password_done            get   200 200 200 200 200 200 200 200 200 200
account_reset_password_from_key        get   200 200 200 200 200 200 200 200 200 200
account_reset_password_from_key        post  200 200 200 200 200 200 200 200 200 200
account_reset_password_from_key_done   get   200 200 200 200 200 200 200 200 200 200
accounts:account_close                 post   in 404 403 403 403 403 403 403 403 302
accounts:account_open                  post   in 404 403 403 403 403 403 403 403 302
accounts:delegation_withdraw           post   in 404 404 404 404 404 302 404 404 302
accounts:delegations                   get    in 200 200 200 200 200 200 200 200 200
accounts:delegations                   post   in 422 422 302 422 422 422 422 422 422
accounts:group                         get    in 200 200 200 200 200 200 200 200 200
accounts:group_change                  get    in 403 403 403 200 403 403 403 403 200
accounts:group_change                  post   in 403 403 403 302 403 403 403 403 302
accounts:group_make                    get    in 403 403 403 200 403 403 403 403 200
accounts:group_make                    post   in 403 403 403 302 403 403 403 403 302
accounts:group_remove                  post   in 403 403 403 302 403 403 403 403 302
accounts:groups                        get    in 200 200 200 200 200 200 200 200 200
accounts:head_appoint                  get    in 403 403 403 403 403 403 403 403 200
accounts:head_appoint                  post   in 403 403 403 403 403 403 403 403 302
accounts:import                        get    in 403 403 403 403 403 403 403 403 200
accounts:import                        post   in 403 403 403 403 403 403 403 403 422
accounts:import_template               get    in 200 200 200 200 200 200 200 200 200
accounts:name_add                      post   in 403 403 403 403 403 403 403 403 302
accounts:name_remove                   post   in 403 403 403 403 403 403 403 403 302
accounts:people                        get    in 200 200 200 200 200 200 200 200 200
accounts:person                        get    in 404 200 200 200 200 200 200 200 200
accounts:person_add                    get    in 403 403 403 403 403 403 403 403 200
accounts:person_add                    post   in 403 403 403 403 403 403 403 403 302
accounts:person_change                 get    in 404 403 403 403 403 403 403 403 200
accounts:person_change                 post   in 404 403 403 403 403 403 403 403 302
accounts:position_end                  get    in 404 404 404 404 404 404 404 404 200
accounts:position_end                  post   in 404 404 404 404 404 404 404 404 302
accounts:position_give                 get    in 403 403 403 403 403 403 403 403 200
accounts:position_give                 post   in 403 403 403 403 403 403 403 403 302
accounts:unit                          get    in 200 200 200 200 200 200 200 200 200
accounts:unit_change                   get    in 403 403 403 403 403 403 403 403 200
accounts:unit_change                   post   in 403 403 403 403 403 403 403 403 302
accounts:unit_end                      get    in 403 403 403 403 403 403 403 403 200
accounts:unit_end                      post   in 403 403 403 403 403 403 403 403 302
accounts:unit_found                    get    in 403 403 403 403 403 403 403 403 200
accounts:unit_found                    post   in 403 403 403 403 403 403 403 403 302
accounts:unit_merge                    get    in 403 403 403 403 403 403 403 403 200
accounts:unit_merge                    post   in 403 403 403 403 403 403 403 403 302
accounts:unit_move                     get    in 403 403 403 403 403 403 403 403 200
accounts:unit_move                     post   in 403 403 403 403 403 403 403 403 302
accounts:unit_rename                   get    in 403 403 403 403 403 403 403 403 200
accounts:unit_rename                   post   in 403 403 403 403 403 403 403 403 302
accounts:unit_split                    get    in 403 403 403 403 403 403 403 403 200
accounts:unit_split                    post   in 403 403 403 403 403 403 403 403 302
accounts:units                         get    in 200 200 200 200 200 200 200 200 200
accounts:units_as_template             get    in 200 200 200 200 200 200 200 200 200
mfa_activate_totp                      get    in 200 200 200 200 200 200 200 200 200
mfa_activate_totp                      post   in 200 200 200 200 200 200 200 200 200
mfa_authenticate                       get   302 302 302 302 302 302 302 302 302 302
mfa_authenticate                       post  302 302 302 302 302 302 302 302 302 302
mfa_deactivate_totp                    get    in 404 404 404 404 404 404 404 404 404
mfa_deactivate_totp                    post   in 404 404 404 404 404 404 404 404 404
mfa_download_recovery_codes            get    in 404 404 404 404 404 404 404 404 404
mfa_download_recovery_codes            post   in 404 404 404 404 404 404 404 404 404
mfa_generate_recovery_codes            get    in 200 200 200 200 200 200 200 200 200
mfa_generate_recovery_codes            post   in 200 200 200 200 200 200 200 200 200
mfa_index                              get    in 200 200 200 200 200 200 200 200 200
mfa_reauthenticate                     get    in 403 403 403 403 403 403 403 403 403
mfa_reauthenticate                     post   in 403 403 403 403 403 403 403 403 403
mfa_view_recovery_codes                get    in 404 404 404 404 404 404 404 404 404
notices:list                           get    in 200 200 200 200 200 200 200 200 200
notices:open                           post   in 404 404 302 404 404 302 404 404 404
notices:see_all                        post   in 302 302 302 302 302 302 302 302 302
pages:act_as                           post   in 404 404 302 404 404 404 404 404 404
pages:appearance                       post  302 302 302 302 302 302 302 302 302 302
pages:favicon                          get   302 302 302 302 302 302 302 302 302 302
pages:first                            get    in 200 200 200 200 200 200 200 200 200
pages:guide                            get   404 404 404 404 404 404 404 404 404 404
pages:guide_index                      get   200 200 200 200 200 200 200 200 200 200
pages:search                           get    in 200 200 200 200 200 200 200 200 200
pages:style_guide                      get   200 200 200 200 200 200 200 200 200 200
person_reset_access                    get    in 404 404 404 404 404 404 404 404 200
person_reset_access                    post   in 404 404 404 404 404 404 404 404 200
plans:add_unit                         get    in 404 404 404 200 403 404 404 404 403
plans:add_unit                         post   in 404 404 404 302 403 404 404 404 403
plans:card                             get    in 404 404 404 302 403 404 404 404 403
plans:choose_unit                      get    in 404 404 404 200 403 404 404 404 403
plans:choose_unit                      post   in 404 404 404 302 403 404 404 404 403
plans:correct                          get    in 404 404 404 200 403 404 404 404 403
plans:correct                          post   in 404 404 404 302 403 404 404 404 403
plans:decide                           post   in 404 404 404 302 403 404 404 404 403
plans:discard                          post   in 404 404 404 302 403 404 404 404 403
plans:drop_unit                        post   in 404 404 404 302 403 404 404 404 403
plans:give_role                        post   in 404 404 404 302 403 404 404 404 403
plans:let_each_lead                    post   in 404 404 404 302 403 404 404 404 403
plans:list                             get    in 200 403 403 200 200 403 403 403 403
plans:original                         get    in 404 404 404 200 200 404 404 404 200
plans:plan                             get    in 404 404 404 302 302 404 404 404 302
plans:progress                         get    in 404 404 404 200 200 404 404 404 200
plans:review                           get    in 404 404 404 200 200 404 404 404 200
plans:undo                             post   in 404 404 404 409 403 404 404 404 403
plans:units                            get    in 404 404 404 200 403 404 404 404 403
plans:upload                           post   in 302 403 403 302 403 403 403 403 403
province_callback                      get   404 404 404 404 404 404 404 404 404 404
province_callback                      post  404 404 404 404 404 404 404 404 404 404
province_login                         get   404 404 404 404 404 404 404 404 404 404
province_login                         post  404 404 404 404 404 404 404 404 404 404
socialaccount_login_cancelled          get   200 200 200 200 200 200 200 200 200 200
socialaccount_login_cancelled          post  200 200 200 200 200 200 200 200 200 200
tasks:issue                            get    in 404 404 404 200 403 404 404 404 403
tasks:issue                            post   in 404 404 404 409 403 404 404 404 403
tasks:list                             get    in 200 200 200 200 200 200 200 200 200
tasks:of_plan                          get    in 404 200 200 200 200 200 200 200 200
tasks:take_up                          post   in 404 403 302 403 403 302 404 404 404
tasks:task                             get    in 404 200 200 200 200 200 404 404 404
usersessions_list                      get    in 200 200 200 200 200 200 200 200 200
"""
