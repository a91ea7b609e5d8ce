package io.flashsale.loadtest.simulations;

import io.gatling.javaapi.core.Session;
import java.time.Instant;
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

    String millis() {
        return name + "Millis";
    }

    Session forget(Session session) {
        return forgetAnswer(session).remove(key());
    }

    Session forgetAnswer(Session session) {
        return session.removeAll(status(), code(), order(), millis());
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
        return status != null && status < 500 && status != 429;
    }

    boolean isOk(Session session) {
        Integer status = status(session);
        return status != null && status < 400;
    }

    String answer(Session session) {
        return status(session) + " " + code(session) + " " + order(session);
    }
}
