package com.banxiang.testkit.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a child process, from binaries of the class path. */
final class EmbeddedPostgresServer implements Server {

    private final int port = FreePort.find();
    private final Path folder;
    private @Nullable EmbeddedPostgres running;

    EmbeddedPostgresServer() {

        try {
            this.folder = Files.createTempDirectory("banxiang-postgres-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LastWill.stopPostgresAndRemove(folder);
    }

    @Override
    public void start() {

        if (running != null) {
            return;
        }

        try {
            running = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setServerConfig("listen_addresses", host())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + folder, e);
        }
    }

    @Override
    public void stop() {

        if (running == null) {
            return;
        }

        try {
            running.close();
            running = null;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop in " + folder, e);
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    Path folder() {
        return folder;
    }
}
