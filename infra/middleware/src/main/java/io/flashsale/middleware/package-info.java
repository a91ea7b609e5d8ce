/**
 * MariaDB, Redis, RocketMQ and Seata as child processes on the loopback interface. Every server starts with
 * one call that returns when the server really answers, and leaves nothing behind when it is stopped.
 */
@NullMarked
package io.flashsale.middleware;

import org.jspecify.annotations.NullMarked;
