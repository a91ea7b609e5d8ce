package io.flashsale.middleware;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Creates MariaDB's data folder. It appears under its final name only when it is complete. */
final class MariaDbFolder {

    private static final List<String> SCRIPTS = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    private MariaDbFolder() {}

    static void create(Path base, Path data, Path temporary, Path log) throws InterruptedException {
        if (Files.isDirectory(data)) {
            return;
        }
        Path draft = data.resolveSibling(data.getFileName() + ".new");
        try {
            Binaries.delete(draft);
            Files.createDirectories(draft);
            Files.createDirectories(log.toAbsolutePath().getParent());
            Path script = Files.createTempFile(temporary, "bootstrap", ".sql");
            try (OutputStream out = Files.newOutputStream(script)) {
                out.write("create database if not exists mysql;\nuse mysql;\n".getBytes(StandardCharsets.UTF_8));
                for (String part : SCRIPTS) {
                    Files.copy(base.resolve("share").resolve(part), out);
                }
            }
            List<String> command = new ArrayList<>(command(base, draft, temporary));
            command.add("--bootstrap");
            int exit = new ProcessBuilder(command)
                    .redirectInput(script.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw StartFailure.of("MariaDB could not create its data folder (exit code " + exit + ").", log);
            }
            Files.delete(script);
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of the command line that the bootstrap and the server share. */
    static List<String> command(Path base, Path data, Path temporary) {
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--lc-messages-dir=" + base.resolve("share"),
                "--datadir=" + data,
                "--tmpdir=" + temporary));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }
}
