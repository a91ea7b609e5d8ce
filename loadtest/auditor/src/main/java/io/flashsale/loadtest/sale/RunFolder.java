package io.flashsale.loadtest.sale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What one run leaves behind. */
record RunFolder(Path path) {

    static RunFolder create(Path work, String campaign) {
        try {
            return new RunFolder(Files.createDirectories(work.toAbsolutePath().resolve("sale-" + campaign)));
        } catch (IOException e) {
            throw new SaleFailed("Cannot create a folder in " + work + ": " + e.getMessage(), e);
        }
    }

    Path history() {
        return path.resolve("history.jsonl");
    }

    Path log() {
        return path.resolve("load-generator.log");
    }

    Path charts() {
        return path.resolve("charts");
    }

    /** The page with the charts, once it was written. */
    Optional<Path> chartsPage() {
        try (Stream<Path> files = Files.find(charts(), 2, (file, attributes) -> file.endsWith("index.html"))) {
            return files.findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(SaleReport report) {
        try {
            Files.writeString(path.resolve("report.txt"), report.text() + "\n");
            Files.writeString(path.resolve("report.json"), report.json() + "\n");
        } catch (IOException e) {
            throw new SaleFailed("Cannot write the report to " + path + ": " + e.getMessage(), e);
        }
    }
}
