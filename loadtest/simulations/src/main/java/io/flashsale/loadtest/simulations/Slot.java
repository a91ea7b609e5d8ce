package io.flashsale.loadtest.simulations;

import io.gatling.javaapi.core.Session;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names the attributes of one call under way: two calls of one shopper can be under way at once. */
record Slot(String name) {

    String key() {
        return name + "Key";
    }

    String status() {
        return name + "Status";
    }

    String code() {
        return name + "Code";
    }

    String order() {
        return name + "OrderId";
    }

    /** The purchase token. */
    String token() {
        return name + "Token";
    }

    /** The solved challenge for which the next purchase token is given. */
    String solution() {
        return name + "Solution";
    }

    String millis() {
        return name + "Millis";
    }

    Session forget(Session session) {
        return forgetAnswer(session).removeAll(key(), token());
    }

    /** What was answered; a token that came too late with it. */
    Session forgetAnswer(Session session) {
        Session kept = needsNewToken(session) ? session.remove(token()) : session;
        return kept.removeAll(status(), code(), order(), millis());
    }

    boolean isTooEarly(Session session) {
        return "not-open-yet".equals(code(session));
    }

    /** Another slot that sends the very same request. */
    Session copyTo(Slot other, Session session) {
        Session copied = session.set(other.key(), session.getString(key())).removeAll(other.status(), other.code());
        if (hasToken(session)) {
            copied = copied.set(other.token(), session.getString(token()));
        }
        if (status(session) != null) {
            copied = copied.set(other.status(), status(session));
        }
        return code(session) == null ? copied : copied.set(other.code(), code(session));
    }

    Session sent(Session session, Instant at) {
        return session.set(name + "SentAt", at);
    }

    Instant sentAt(Session session) {
        return Objects.requireNonNull(session.<Instant>get(name + "SentAt"));
    }

    @Nullable Integer status(Session session) {
        return session.contains(status()) ? session.getInt(status()) : null;
    }

    @Nullable String code(Session session) {
        return session.contains(code()) ? session.getString(code()) : null;
    }

    @Nullable String order(Session session) {
        return session.contains(order()) ? session.getString(order()) : null;
    }

    boolean isAnswered(Session session) {
        Integer status = status(session);
        return status != null && status < 500 && status != 429 && !needsNewToken(session);
    }

    /** Nothing was decided, because the token or its challenge came too late. */
    boolean needsNewToken(Session session) {
        return List.of("purchase-token-expired", "challenge-invalid").contains(String.valueOf(code(session)));
    }

    boolean hasToken(Session session) {
        return session.contains(token());
    }

    boolean isOk(Session session) {
        Integer status = status(session);
        return status != null && status < 400;
    }

    String answer(Session session) {
        return status(session) + " " + code(session) + " " + order(session);
    }
}
