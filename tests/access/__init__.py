"""Who gets in where: every route of the service, walked by everybody."""
