package io.flashsale.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void areMadeOnceAndOnlyTheirOwnerReadsThem() throws Exception {
        Path file = folder.resolve("secrets/secrets.properties");
        Secrets made = Secrets.load(file);
        Secrets read = Secrets.load(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(read.internalSecret()).isEqualTo(made.internalSecret());
        assertThat(read.get("jwt.private")).isEqualTo(made.get("jwt.private"));
        assertThat(Base64.getDecoder().decode(made.internalSecret())).hasSizeGreaterThanOrEqualTo(32);
        assertThat(made.databasePassword("orders")).isNotEqualTo(made.auditorPassword());
    }

    @Test
    void noSecretReachesAServiceThatDoesNotNeedIt() {
        Folders folders = new Folders(folder);
        Secrets secrets = Secrets.load(folders.secrets());
        ServiceEnvironment environment = new ServiceEnvironment(folders, Stack.ports(StackState.none()), secrets);

        assertThat(environment.of(Component.ORDER))
                .containsEntry("FLASHSALE_DB_USER", "fs_orders")
                .doesNotContainKeys("FLASHSALE_JWT_PRIVATE_KEY", "FLASHSALE_PROVIDER_MERCHANT_PRIVATE_KEY");
        assertThat(environment.of(Component.GATEWAY).keySet()).noneMatch(name -> name.startsWith("FLASHSALE_DB"));
        assertThat(environment.of(Component.PROVIDER)).doesNotContainKey("FLASHSALE_INTERNAL_SECRET");
    }
}
