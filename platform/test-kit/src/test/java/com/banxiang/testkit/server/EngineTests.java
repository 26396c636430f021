package com.banxiang.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class EngineTests {

    @Test
    void isTheOneThatWasAskedFor() {

        assertThat(Engine.find("containers")).isEqualTo(Engine.CONTAINERS);
        assertThat(Engine.find("EMBEDDED")).isEqualTo(Engine.EMBEDDED);
    }

    @Test
    void isContainersExactlyWhereDockerAnswers() {

        assertThat(Engine.find("auto") == Engine.CONTAINERS)
                .isEqualTo(DockerClientFactory.instance().isDockerAvailable());
    }

    @Test
    void isNothingElse() {

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Engine.find("podman"))
                .withMessageContaining("embedded");
    }
}
