"""Pages of notices, and of how an office follows up."""

from sauro_web.notices.views.following import again, follow_up, mail_choice
from sauro_web.notices.views.telling import notice_list, open_notice, see_all

__all__ = ["again", "follow_up", "mail_choice", "notice_list", "open_notice", "see_all"]
