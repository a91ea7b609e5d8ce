package io.flashsale.middleware;

/**
 * A database and the account that may use it.
 *
 * @param url for MySQL's JDBC driver, with the options all services use
 */
public record Database(String name, String url, String user, String password) {}
