package io.flashsale.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says whether an answer is a complete problem document. */
public final class ProblemAssert {

    private static final JsonMapper JSON = new JsonMapper();

    private ProblemAssert() {}

    /** The answer has this status and code, and everything a problem document has. */
    public static JsonNode assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("code").stringValue()).isEqualTo(code);
        assertThat(problem.path("type").stringValue()).isEqualTo("/problems/" + code);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("title").stringValue()).isNotBlank();
        assertThat(problem.path("detail").stringValue()).isNotBlank();
        assertThat(problem.path("traceId").stringValue()).matches("[0-9a-f]{32}");
        assertThat(response.body()).doesNotContain("Exception", "io.flashsale", "127.0.0.1");
        return problem;
    }
}
