package io.flashsale.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** The storefront says everything in Chinese that it says in English. */
class WordsTest {

    private static final Pattern KEY =
            Pattern.compile("(?:^ *|[,{] *)\"?([A-Za-z][A-Za-z_-]*)\"?: \"", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern SAID = Pattern.compile("\\bt\\(\"([A-Za-z_-]+)\"");

    private final String words = text("words.js");
    private final String english = words.substring(words.indexOf("en: {"), words.indexOf("zh: {"));
    private final String chinese = words.substring(words.indexOf("zh: {"), words.indexOf("};"));

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(keys(english)).hasSizeGreaterThan(100).isEqualTo(keys(chinese));
    }

    @Test
    void bothLanguagesFillTheSamePlaces() {
        assertThat(PLACE.matcher(english).results().map(match -> match.group()).sorted())
                .containsExactlyElementsOf(PLACE.matcher(chinese)
                        .results()
                        .map(match -> match.group())
                        .sorted()
                        .toList());
    }

    @Test
    void everythingTheStorefrontSaysIsThere() throws IOException {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> scripts =
                Files.list(new ClassPathResource("pages/assets/store").getFile().toPath())) {
            for (Path script : scripts.toList()) {
                SAID.matcher(Files.readString(script)).results().forEach(match -> said.add(match.group(1)));
            }
        }
        assertThat(keys(english)).containsAll(said);
    }

    private static Set<String> keys(String part) {
        return KEY.matcher(part).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(String name) {
        try {
            return new ClassPathResource("pages/assets/store/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
