package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator sees what is parked, and has it replayed or discarded; who did, when and why is written down. */
class OperatorsRepairIT extends MessagingIT {

    private static final String REASON = "{\"reason\":\"the order was mended\"}";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    InternalTokens tokens;

    @Autowired
    JsonMapper json;

    @Test
    void replaysToTheListenerThatFailedAndToNobodyElse() {
        String key = key();
        long id = parked(key, ear.group(), 0);

        Answer replayed = post("/" + id + "/replay", REASON);

        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.text("status")).isEqualTo("REPLAYED");
        assertThat(replayed.text("decidedBy")).isEqualTo("op-1");
        assertThat(replayed.text("reason")).isEqualTo("the order was mended");
        assertThat(replayed.text("decidedAt")).endsWith("Z");
        assertThat(replayed.body().path("attempts").asInt()).isEqualTo(4);
        assertThat(ear.times(key)).isEqualTo(1);
        assertThat(secondEar.attempts(key)).isEmpty();

        Answer again = post("/" + id + "/replay", REASON);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("not-parked");
        assertThat(post("/" + id + "/discard", REASON).text("code")).isEqualTo("not-parked");
        assertThat(ear.times(key)).isEqualTo(1);
    }

    @Test
    void keepsAMessageParkedThatFailsAgain() {
        String key = key();
        ear.when(key, _ -> new DataAccessResourceFailureException("no connection"));
        long id = parked(key, ear.group(), 0);

        Answer failed = post("/" + id + "/replay", REASON);

        assertThat(failed.status()).isEqualTo(409);
        assertThat(failed.text("code")).isEqualTo("replay-failed");
        Answer found = get("/" + id);
        assertThat(found.text("status")).isEqualTo("PARKED");
        assertThat(found.text("decidedBy")).isEqualTo("op-1");
        assertThat(found.text("errorMessage")).isEqualTo("no connection");
        assertThat(found.body().path("attempts").asInt()).isEqualTo(4);
    }

    @Test
    void replaysManyAndSaysWhatCameOfEach() {
        String good = key();
        String bad = key();
        ear.when(bad, _ -> new IllegalStateException("still broken"));
        long first = parked(good, ear.group(), 0);
        long second = parked(bad, ear.group(), 0);
        long third = parked(key(), "test-service_gone", 0);

        Answer answer = post(
                "/replay",
                "{\"ids\":[\"%d\",\"%d\",\"%d\",\"9999999\"],\"reason\":\"mended\"}".formatted(first, second, third));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()
                        .path("results")
                        .valueStream()
                        .map(result -> result.path("code").asString()))
                .containsExactly("replayed", "replay-failed", "no-listener", "not-found");
        assertThat(ear.times(good)).isEqualTo(1);
    }

    @Test
    void discardsOnlyForAReason() {
        String key = key();
        long id = parked(key, ear.group(), 0);

        for (String body : List.of("{}", "{\"reason\":\" \"}", "{\"reason\":\"" + "x".repeat(501) + "\"}")) {
            Answer refused = post("/" + id + "/discard", body);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().path("errors").path(0).path("field").asString())
                    .isEqualTo("reason");
            assertThat(post("/" + id + "/replay", body).status()).isEqualTo(422);
        }
        assertThat(row(key)).containsEntry("status", "PARKED");

        assertThat(post("/" + id + "/discard", REASON).text("status")).isEqualTo("DISCARDED");
        assertThat(row(key)).containsEntry("decided_by", "op-1").containsEntry("reason", "the order was mended");
        assertThat(post("/" + id + "/replay", REASON).text("code")).isEqualTo("not-parked");
        assertThat(ear.attempts(key)).isEmpty();
    }

    @Test
    void showsEverythingThatIsKnownAndKeepsANote() {
        String key = key();
        long id = parked(key, ear.group(), 0);
        jdbc.update("UPDATE parked_message SET payload = X'FF00' WHERE id = ?", id);

        Answer noted = send("op-1", Role.OPERATOR, "PUT", "/" + id + "/note", "{\"note\":\"asked the warehouse\"}");

        assertThat(noted.status()).isEqualTo(200);
        Answer found = get("/" + id);
        assertThat(found.text("note")).isEqualTo("asked the warehouse");
        assertThat(found.text("payload")).isEqualTo("/wA=");
        assertThat(found.text("payloadEncoding")).isEqualTo("base64");
        assertThat(found.text("group")).isEqualTo(ear.group());
        assertThat(found.text("firstFailedAt")).endsWith("Z");
        assertThat(send("op-1", Role.OPERATOR, "PUT", "/" + id + "/note", "{}").status())
                .isEqualTo(422);
    }

    @Test
    void listsPageByPageWhatIsAskedFor() {
        long oldest = parked(key(), ear.group(), 0);
        long middle = parked(key(), ear.group(), 0);
        long newest = parked(key(), ear.group(), 0);
        long discarded = parked(key(), ear.group(), 0);
        post("/" + discarded + "/discard", REASON);

        Answer page = get("?status=PARKED&topic=" + TOPIC + "&since=2020-01-01T00:00:00Z&limit=2");
        assertThat(ids(page)).containsExactly(newest, middle);
        assertThat(page.body().path("items").path(0).has("payload")).isFalse();
        Answer next = get("?status=PARKED&limit=1&before=" + page.text("next"));
        assertThat(ids(next)).containsExactly(oldest);

        assertThat(ids(get("?topic=nothing"))).isEmpty();
        assertThat(ids(get("?since=2999-01-01T00:00:00Z"))).isEmpty();
        assertThat(ids(get("?status=DISCARDED"))).contains(discarded).doesNotContain(newest);
        for (String query : List.of("?limit=0", "?limit=201", "?status=LOST", "?since=yesterday", "?before=x")) {
            assertThat(get(query).status()).as(query).isEqualTo(422);
        }
    }

    @Test
    void knowsWhatIsThereAndWhoMayAsk() {
        assertThat(get("/99999999").text("code")).isEqualTo("not-found");
        assertThat(post("/99999999/replay", REASON).status()).isEqualTo(404);
        assertThat(post("/x/discard", REASON).status()).isEqualTo(404);
        assertThat(post("/replay", "{\"ids\":[],\"reason\":\"r\"}").status()).isEqualTo(422);
        assertThat(send("b-1", Role.SHOPPER, "GET", "", "").status()).isEqualTo(403);
        assertThat(send("order-service", Role.SERVICE, "GET", "", "").status()).isEqualTo(403);
    }

    private static List<Long> ids(Answer answer) {
        return answer.body()
                .path("items")
                .valueStream()
                .map(item -> Long.valueOf(item.path("id").asString()))
                .toList();
    }

    private Answer get(String path) {
        return send("op-1", Role.OPERATOR, "GET", path, "");
    }

    private Answer post(String path, String body) {
        return send("op-1", Role.OPERATOR, "POST", path, body);
    }

    private Answer send(String subject, Role role, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/admin/tests/parked-messages" + path))
                .header("Authorization", "Bearer " + tokens.issue(new Caller(subject, role)))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    record Answer(int status, JsonNode body) {
        String text(String field) {
            return body.path(field).asString("");
        }
    }
}
