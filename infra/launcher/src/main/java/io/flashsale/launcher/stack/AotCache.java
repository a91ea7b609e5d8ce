package io.flashsale.launcher.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Classes of one build, loaded and linked ahead of time for one version of the JVM. It lies beside the unpacked jar
 * and therefore goes when the jar is built again.
 */
record AotCache(Path file) {

    static AotCache of(Path unpackedJar) {
        String jvm = Fingerprint.of(System.getProperty("java.vm.version") + System.getProperty("java.vm.vendor"));
        return new AotCache(unpackedJar.resolveSibling("classes-" + jvm + ".aot"));
    }

    boolean exists() {
        return Files.exists(file);
    }
}
