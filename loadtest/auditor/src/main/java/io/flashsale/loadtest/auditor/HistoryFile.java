package io.flashsale.loadtest.auditor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The client history of a run: one JSON object per line. */
public record HistoryFile(Path path) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads the whole history. A last line that a killed client left unfinished is dropped.
     *
     * @throws UncheckedIOException  when the file cannot be read
     * @throws IllegalStateException when a line other than the last is not an entry
     */
    public List<HistoryEntry> read() {
        try {
            String text = Files.readString(path);
            List<String> lines = text.lines().toList();
            List<HistoryEntry> entries = new ArrayList<>(lines.size());
            for (int i = 0; i < lines.size(); i++) {
                boolean unfinished = i == lines.size() - 1 && !text.endsWith("\n");
                if (!unfinished) {
                    entries.add(entry(lines.get(i), i + 1));
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the client history " + path, e);
        }
    }

    private HistoryEntry entry(String line, int number) {
        try {
            return JSON.readValue(line, HistoryEntry.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(path + " line " + number + " is not a history entry: " + line, e);
        }
    }
}
