package io.flashsale.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files under {@code infra/}, parsed. */
final class Files {

    private static final Path INFRA = infra();

    private Files() {}

    private static Path infra() {
        Path folder = Path.of("").toAbsolutePath();
        while (!java.nio.file.Files.exists(folder.resolve("infra/compose.yaml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the source tree");
        }
        return folder.resolve("infra");
    }

    static Path path(String name) {
        return INFRA.resolve(name);
    }

    static String text(String name) {
        try {
            return java.nio.file.Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> in(String folder, String ending) {
        try (Stream<Path> files = java.nio.file.Files.list(path(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every document of a YAML file; a key that appears twice is an error. */
    static List<Node> yaml(String name) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Node> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(options))
                .loadAll(text(name))
                .forEach(document -> documents.add(new Node(document)));
        return documents;
    }

    /** A value in a YAML file; what is absent is an empty map, list or text. */
    record Node(Object value) {

        static final Node ABSENT = new Node(Map.of());

        Node at(String... path) {
            Object found = value;
            for (String key : path) {
                found = found instanceof Map<?, ?> map && map.containsKey(key)
                        ? Objects.requireNonNull(map.get(key))
                        : Map.of();
            }
            return new Node(found);
        }

        String string() {
            return value instanceof Map<?, ?> map && map.isEmpty() ? "" : value.toString();
        }

        List<Node> list() {
            return value instanceof List<?> list ? list.stream().map(Node::of).toList() : List.of();
        }

        Map<String, Node> map() {
            Map<String, Node> nodes = new LinkedHashMap<>();
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, one) -> nodes.put(String.valueOf(key), of(one)));
            }
            return nodes;
        }

        private static Node of(@Nullable Object value) {
            return new Node(value == null ? Map.of() : value);
        }
    }
}
