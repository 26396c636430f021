package com.banxiang.fleet.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.banxiang.fleet.parts.Part;
import com.banxiang.fleet.parts.Parts;
import com.banxiang.fleet.state.Home;
import com.banxiang.fleet.state.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The builds here end before Maven could do anything: what is asked is whether it would be started. */
class BuildTests {

    private static final List<Part> USER = List.of(Parts.named("user-service"));
    private static final List<Part> USER_AND_HEALTH =
            List.of(Parts.named("user-service"), Parts.named("health-service"));

    @TempDir
    Path folder;

    private Build build;

    @BeforeEach
    void aCheckoutThatIsBuilt() throws IOException {

        write("pom.xml", "<project><modules></modules></project>");
        write("platform/web/src/main/java/P.java", "class P {}");
        for (var part : USER_AND_HEALTH) {
            write(part.module() + "/src/main/java/A.java", "class A {}");
            write(part.module() + "/target/" + part.module() + "-1.0.0.jar", "jar");
        }
        build = new Build(new Home(folder, folder.resolve(".fleet"), folder).create());
        build.remember(USER_AND_HEALTH);
    }

    @Test
    void buildsNothingWhenNothingChanged() {
        assertThat(build.stale(USER_AND_HEALTH)).isEmpty();
    }

    @Test
    void buildsTheServiceThatChanged() throws IOException {

        write("user-service/src/main/java/A.java", "class B {}");

        assertThat(build.stale(USER_AND_HEALTH)).containsExactly("user-service");
    }

    @Test
    void buildsEveryServiceWhenThePlatformChanged() throws IOException {

        write("platform/web/src/main/java/P.java", "class Q {}");

        assertThat(build.stale(USER_AND_HEALTH)).containsExactly("user-service", "health-service");
    }

    @Test
    void buildsWhatHasNoJar() throws IOException {

        Files.delete(folder.resolve("user-service/target/user-service-1.0.0.jar"));

        assertThat(build.stale(USER_AND_HEALTH)).containsExactly("user-service");
    }

    @Test
    void buildsEverythingWhenTheVersionsChangedButNothingWhenAModuleJoined() throws IOException {

        write("pom.xml", "<project><modules><module>new</module></modules></project>");
        var joined = build.stale(USER);
        write("pom.xml", "<project><version>2</version><modules></modules></project>");
        var changed = build.stale(USER);

        assertThat(joined).isEmpty();
        assertThat(changed).containsExactly("user-service");
    }

    @Test
    void saysWhatIsMissingWhenItMayNotBuild() {
        assertThatThrownBy(() -> Build.jar(new Home(folder, folder.resolve(".fleet"), folder), Parts.named("gateway")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("gateway isn't built");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
