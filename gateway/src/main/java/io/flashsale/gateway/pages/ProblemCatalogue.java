package io.flashsale.gateway.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every problem a client of the platform can meet, from {@code problems/catalogue.json}. */
@Component
final class ProblemCatalogue {

    /**
     * One kind of problem.
     *
     * @param meaning what has happened
     * @param remedy what the caller can do
     */
    record Entry(String slug, int status, String title, String meaning, String remedy) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    ProblemCatalogue(JsonMapper json) {
        try (InputStream in = new ClassPathResource("problems/catalogue.json").getInputStream()) {
            List<Entry> read = json.readValue(in, new TypeReference<>() {});
            read.forEach(entry -> entries.put(entry.slug(), entry));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the catalogue of problems", e);
        }
    }

    Collection<Entry> all() {
        return entries.values();
    }

    Optional<Entry> find(String slug) {
        return Optional.ofNullable(entries.get(slug));
    }
}
