"""Mail: messages of Outlook and of every other program."""
