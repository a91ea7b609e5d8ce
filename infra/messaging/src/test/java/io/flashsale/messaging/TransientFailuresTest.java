package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.rocketmq.client.exception.MQClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.core.exc.StreamReadException;

class TransientFailuresTest {

    static Stream<Throwable> lostInfrastructure() {
        return Stream.of(
                new CannotAcquireLockException("deadlock, or lock wait"),
                new QueryTimeoutException("slow"),
                new CannotGetJdbcConnectionException("refused"),
                new CannotCreateTransactionException("no connection", new SQLException("gone", "08S01")),
                new UncategorizedSQLException("write", "UPDATE x", new SQLException("read-only", "HY000", 1290)),
                new CompletionException(new IllegalStateException(new SocketTimeoutException("peer"))),
                new IllegalStateException(new IOException("reset")),
                new IllegalStateException(new MQClientException("no broker", null)));
    }

    static Stream<Throwable> nothingThatMendsItself() {
        return Stream.of(
                new IllegalStateException("this order cannot be cancelled"),
                new DuplicateKeyException("twice"),
                new DataIntegrityViolationException("check violated", new SQLException("check", "23000", 4025)),
                new StreamReadException("not JSON"),
                new NullPointerException(),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("lostInfrastructure")
    void includeLostInfrastructureHoweverDeepItIsWrapped(Throwable failure) {
        assertThat(TransientFailures.include(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("nothingThatMendsItself")
    void includeNothingThatNeedsSomebodyToLook(Throwable failure) {
        assertThat(TransientFailures.include(failure)).isFalse();
    }

    @Test
    void endOnCausesThatRunInCircles() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(TransientFailures.include(first)).isFalse();
    }
}
