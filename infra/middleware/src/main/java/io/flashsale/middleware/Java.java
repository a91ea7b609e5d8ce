package io.flashsale.middleware;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the Java servers of the stack are run: the same JVM, small heaps, one collector thread. */
public final class Java {

    private Java() {}

    /** The executable of the JVM that runs this code. */
    public static Path executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * Options that every Java process of a small machine gets.
     *
     * @param minHeapMb initial heap in MiB
     * @param maxHeapMb upper bound of the heap in MiB
     */
    public static List<String> options(int minHeapMb, int maxHeapMb) {
        return List.of(
                "-Xms" + minHeapMb + "m",
                "-Xmx" + maxHeapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                // A sixth of a start went into verifying classes that the compiler has just made or everybody uses.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.net.preferIPv4Stack=true",
                "-Dfile.encoding=UTF-8");
    }

    /**
     * The command line of a server whose options stay out of the process list: they go to a file that only its
     * owner can read.
     */
    static List<String> command(Path optionFile, List<String> options, String classPath, String mainClass) {
        List<String> lines = new ArrayList<>(options);
        lines.add("-cp");
        lines.add(classPath);
        StringBuilder content = new StringBuilder();
        for (String line : lines) {
            content.append('"')
                    .append(line.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\"\n");
        }
        PrivateFile.write(optionFile, content.toString());
        return List.of(executable().toString(), "@" + optionFile, mainClass);
    }
}
