package io.flashsale.messaging;

import io.flashsale.web.PeerProblem;
import io.flashsale.web.PeerUnavailable;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Failures that say nothing about the message: infrastructure was lost, and the same message will do once it is back.
 * Everything else, above all what the business or the form of the message is to blame for, needs somebody to look.
 */
final class TransientFailures {

    private static final int MAX_DEPTH = 20;

    /** Too many requests, bad gateway, unavailable, gateway time-out: the peer says "later". */
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

    /** The server is read-only, as during a failover: it has no SQL state of its own. */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1836);

    private TransientFailures() {}

    /** Whether the failure, or anything that caused it, is transient. */
    static boolean include(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (isTransient(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isTransient(Throwable failure) {
        return switch (failure) {
            case PeerUnavailable _ -> true;
            case PeerProblem problem -> LATER.contains(problem.status());
            case TransientDataAccessException _ -> true;
            case RecoverableDataAccessException _ -> true;
            case DataAccessResourceFailureException _ -> true;
            case SQLTransientException _ -> true;
            case SQLRecoverableException _ -> true;
            case SQLNonTransientConnectionException _ -> true;
            case SQLException e ->
                READ_ONLY.contains(e.getErrorCode())
                        || startsWith(e.getSQLState(), "08")
                        || startsWith(e.getSQLState(), "40");
            case IOException _ -> true;
            case TimeoutException _ -> true;
            case MQClientException _ -> true;
            case RemotingException _ -> true;
            default -> false;
        };
    }

    private static boolean startsWith(@Nullable String state, String kind) {
        return state != null && state.startsWith(kind);
    }
}
