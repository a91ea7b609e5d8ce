package io.flashsale.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The example files in {@code infra/contracts}, to which the producer and the consumers of an event are held alike.
 */
public final class Contracts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Contracts() {}

    /**
     * The example, read into a consumer's own record, as the message library reads it.
     *
     * @param file below {@code infra/contracts}, for example {@code order-events/OrderCancelled.v1.json}
     */
    public static <T> T read(String file, Class<T> type) {
        return JSON.readValue(text(file), type);
    }

    /** Fails unless the producer's record is written exactly like the example. */
    public static void assertWrittenLike(String file, Object message) {
        JsonNode written = JSON.readTree(JSON.writeValueAsString(message));
        assertThat(written).as("as in infra/contracts/%s", file).isEqualTo(JSON.readTree(text(file)));
    }

    private static String text(String file) {
        Path example = RepositoryRoot.path().resolve("infra/contracts").resolve(file);
        try {
            return Files.readString(example);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
