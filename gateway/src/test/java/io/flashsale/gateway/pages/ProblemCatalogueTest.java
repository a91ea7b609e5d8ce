package io.flashsale.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.pages.ProblemCatalogue.Entry;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ProblemCatalogueTest {

    private final ProblemCatalogue catalogue = new ProblemCatalogue(new JsonMapper());

    static Stream<ProblemType> problems() {
        return Stream.concat(Arrays.stream(CommonProblem.values()), Arrays.stream(GatewayProblem.values()));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void hasAPageForEveryProblem(ProblemType problem) {
        assertThat(catalogue.find(problem.slug())).hasValueSatisfying(entry -> {
            assertThat(entry.status()).isEqualTo(problem.status());
            assertThat(entry.title()).isEqualTo(problem.title());
        });
    }

    @Test
    void saysForEachWhatItMeansAndWhatToDo() {
        assertThat(catalogue.all()).allSatisfy(entry -> {
            assertThat(entry.slug()).matches("[a-z]+(-[a-z]+)*");
            assertThat(entry.meaning()).endsWith(".");
            assertThat(entry.remedy()).endsWith(".");
        });
    }

    @Test
    void escapesWhatItPrints() {
        String page = ProblemPages.one(new Entry("x", 400, "<b>", "a & b", "\"c\""));

        assertThat(page).contains("&lt;b&gt;", "a &amp; b", "&quot;c&quot;").doesNotContain("<b>");
    }
}
