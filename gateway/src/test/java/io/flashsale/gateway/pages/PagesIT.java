package io.flashsale.gateway.pages;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.RunningGateway;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesIT extends RunningGateway {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console", "/problems", "/problems/sold-out"})
    void servesPagesThatLoadNothingFromElsewhere(String path) {
        HttpResponse<String> page = send(request(path));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(Pattern.compile("(src|href)=\"(?!/)[^\"]*\" ?(defer)?>\\s*</script>|<style|style=|onclick")
                        .matcher(page.body())
                        .find())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/store/app.js, text/javascript",
        "/assets/shared/style.css, text/css",
        "/assets/shared/icon.svg, image/svg+xml"
    })
    void servesTheirAssets(String path, String type) {
        HttpResponse<String> asset = send(request(path));

        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(header(asset, "Content-Type")).startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/no-such-problem", "/assets/store/none.js", "/assets/index.html"})
    void hasNoOtherPages(String path) {
        assertProblem(send(request(path)), 404, "not-found");
    }

    @Test
    void leavesNoWayOutOfTheFolderOfAssets() {
        assertProblem(send(request("/assets/shared/..%2findex.html")), 400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console"})
    void offersTheLoginWithoutPasswordInDevelopment(String path) {
        assertThat(send(request(path)).body()).contains("data-dev-login=\"true\"");
    }

    @Test
    void explainsAProblem() {
        assertThat(send(request("/problems/not-open-yet")).body()).contains("HTTP 425", "Retry-After");
    }
}
