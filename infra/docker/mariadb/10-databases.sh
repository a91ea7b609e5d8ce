#!/bin/sh
# Run by the image at its first start: one database and one user per service.
set -eu
root() { mariadb -uroot -p"$MARIADB_ROOT_PASSWORD" "$@"; }
database() {
  root <<SQL
CREATE DATABASE IF NOT EXISTS $1 CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'fs_$1'@'%' IDENTIFIED BY '$2';
GRANT ALL PRIVILEGES ON $1.* TO 'fs_$1'@'%';
SQL
}
database inventory "$FLASHSALE_DB_PASSWORD_INVENTORY"
database orders "$FLASHSALE_DB_PASSWORD_ORDERS"
database payment "$FLASHSALE_DB_PASSWORD_PAYMENT"
database reward "$FLASHSALE_DB_PASSWORD_REWARD"
database seata "$FLASHSALE_DB_PASSWORD_SEATA"
root seata < /seata/seata-server.sql
