package io.flashsale.launcher.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out who listens on a port, as far as this user may know. */
record PortOwner(long pid, String command) {

    private static final String LISTENING = "0A";

    /** The process that listens on the port; empty if it belongs to somebody else or the system hides it. */
    static Optional<PortOwner> of(int port) {
        Set<String> sockets = listeningSockets(kernelTable("tcp"), port);
        sockets.addAll(listeningSockets(kernelTable("tcp6"), port));
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holdsOne(process.pid(), sockets))
                .findFirst()
                .map(process -> new PortOwner(
                        process.pid(),
                        process.info()
                                .command()
                                .map(command -> Path.of(command).getFileName().toString())
                                .orElse("unknown")));
    }

    /** The inodes of the sockets that listen on the port, from a table as the kernel prints it. */
    static Set<String> listeningSockets(List<String> table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> inodes = new HashSet<>();
        for (String line : table) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
                inodes.add(columns[9]);
            }
        }
        return inodes;
    }

    /** A sentence about a port that was taken and the one used instead. */
    static String sentence(String component, int taken, Optional<PortOwner> owner, int instead) {
        String who = owner.map(it -> it.command() + " (pid " + it.pid() + ")").orElse("another program");
        return "Port " + taken + " of " + component + " is taken by " + who + "; using " + instead + " instead.";
    }

    private static List<String> kernelTable(String name) {
        try {
            return Files.readAllLines(Path.of("/proc/net", name));
        } catch (IOException ignored) {
            return List.of();
        }
    }

    private static boolean holdsOne(long pid, Set<String> inodes) {
        Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                String target = Files.readSymbolicLink(link).toString();
                if (target.startsWith("socket:[") && inodes.contains(target.substring(8, target.length() - 1))) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException ignored) {
            return false;
        }
        return false;
    }
}
