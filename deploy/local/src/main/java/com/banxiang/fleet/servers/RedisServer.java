package com.banxiang.fleet.servers;

import com.banxiang.fleet.state.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import redis.embedded.core.ExecutableProvider;

/** The gateway's counters, which nobody misses: it keeps nothing. */
final class RedisServer implements Server {

    private final Home home;
    private final int port;

    RedisServer(Home home, int port) {
        this.home = home;
        this.port = port;
    }

    @Override
    public void prepare(Consumer<String> progress) throws IOException {

        if (!Files.isExecutable(binary())) {
            var fresh = Files.createTempDirectory(home.cache(), "redis");
            var unpacked =
                    ExecutableProvider.newJarResourceProvider(fresh.toFile()).get();
            unpacked.setExecutable(true);
            Files.move(unpacked.toPath(), binary(), StandardCopyOption.ATOMIC_MOVE);
            Home.delete(fresh);
        }

        Home.write(configuration(), """
            bind 127.0.0.1
            port %d
            save ""
            appendonly no
            set-proc-title no
            """.formatted(port));
    }

    @Override
    public List<String> command() {
        return List.of(binary().toString(), configuration().toString());
    }

    private Path binary() {
        return home.cache().resolve("redis-server");
    }

    private Path configuration() {
        return home.run().resolve("redis.conf");
    }
}
