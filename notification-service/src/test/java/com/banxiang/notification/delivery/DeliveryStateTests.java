package com.banxiang.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeliveryStateTests {

    @Test
    void thePageDrawsTheStates() throws IOException {

        var drawn = Arrays.stream(DeliveryState.values())
                .flatMap(from -> from.next().stream().map(to -> "    %s --> %s".formatted(from.text(), to.text())))
                .collect(Collectors.joining("\n", "stateDiagram-v2\n", "\n"));

        assertThat(Files.readString(page())).contains(drawn);
    }

    private static Path page() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("docs/architecture"))) {
            here = here.getParent();
        }
        return here.resolve("docs/architecture/delivery.md");
    }
}
