"""Files to take away: tables, the feed, calendars."""
