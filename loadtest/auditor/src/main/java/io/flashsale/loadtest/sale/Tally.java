package io.flashsale.loadtest.sale;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts a client history while it is being written, for a progress line. */
final class Tally {

    private final Path history;
    private long position;
    private String unfinished = "";
    private long accepted;
    private long refused;
    private long paid;

    Tally(Path history) {
        this.history = history;
    }

    /** Reads on and answers the counts so far. */
    String text() {
        try {
            if (Files.exists(history)) {
                readOn();
            }
        } catch (IOException e) {
            return "history not readable: " + e.getMessage();
        }
        return accepted + " accepted, " + refused + " refused, " + paid + " paid";
    }

    private void readOn() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(history.toFile(), "r")) {
            byte[] added = new byte[Math.toIntExact(file.length() - position)];
            file.seek(position);
            file.readFully(added);
            position += added.length;
            String text = unfinished + new String(added, StandardCharsets.UTF_8);
            int complete = text.lastIndexOf('\n') + 1;
            unfinished = text.substring(complete);
            text.substring(0, complete).lines().forEach(this::count);
        }
    }

    private void count(String line) {
        boolean ok = line.contains("\"outcome\":\"ok\"");
        if (line.contains("\"op\":\"buy\"")) {
            accepted += ok ? 1 : 0;
            refused += line.contains("\"outcome\":\"refused\"") ? 1 : 0;
        } else if (line.contains("\"op\":\"pay\"")) {
            paid += ok ? 1 : 0;
        }
    }
}
