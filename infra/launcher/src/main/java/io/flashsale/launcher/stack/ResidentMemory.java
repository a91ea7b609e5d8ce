package io.flashsale.launcher.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process occupies. */
final class ResidentMemory {

    private ResidentMemory() {}

    /** Resident set in MiB; 0 if it cannot be told. */
    static long ofProcess(long pid) {
        try {
            Path status = Path.of("/proc", Long.toString(pid), "status");
            if (Files.exists(status)) {
                return Files.readAllLines(status).stream()
                                .filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .findFirst()
                                .orElse(0)
                        / 1024;
            }
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String kib = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return kib.isEmpty() ? 0 : Long.parseLong(kib) / 1024;
        } catch (IOException | NumberFormatException ignored) {
            return 0;
        }
    }
}
