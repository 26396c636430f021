package com.banxiang.testkit.server;

import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** A server in a container of fixed port, so that it comes back where it was. Docker's reaper removes it after us. */
final class ContainerServer implements Server {

    private final GenericContainer<?> container;
    private final int port;
    private boolean running;

    /** The port inside the container is served on the given one outside. */
    ContainerServer(GenericContainer<?> container, int inside, int port) {
        this.container = container;
        this.port = port;
        container.setPortBindings(List.of(port + ":" + inside));
    }

    @Override
    public void start() {

        if (running) {
            return;
        }

        if (container.getContainerId() == null) {
            container.start();
        } else {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        running = true;
    }

    @Override
    public void stop() {

        if (running) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .exec();
            running = false;
        }
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }
}
