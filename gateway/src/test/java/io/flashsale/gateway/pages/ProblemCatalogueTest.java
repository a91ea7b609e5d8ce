package io.flashsale.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.pages.ProblemCatalogue.Entry;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.testing.RepositoryRoot;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ProblemCatalogueTest {

    private static final Pattern CONSTANT = Pattern.compile("^    [A-Z_]+\\(\\s*\"([a-z-]+)\"", Pattern.MULTILINE);

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

    /** Read from the sources, because the gateway shares no code with the services. */
    static Stream<String> slugsOfAllServices() throws IOException {
        List<Path> enums;
        try (Stream<Path> files = Files.walk(RepositoryRoot.path())) {
            enums = files.filter(file -> file.getFileName().toString().endsWith("Problem.java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .toList();
        }
        List<String> slugs = new ArrayList<>();
        for (Path file : enums) {
            String source = Files.readString(file);
            if (source.contains("implements ProblemType")) {
                CONSTANT.matcher(source).results().forEach(constant -> slugs.add(constant.group(1)));
            }
        }
        return slugs.stream().distinct();
    }

    @ParameterizedTest
    @MethodSource("slugsOfAllServices")
    void hasAPageForEveryProblemOfEveryService(String slug) {
        assertThat(catalogue.find(slug)).isPresent();
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
