"""The text of files that begin something: a project, a team, a person, a cycle, an objective."""
