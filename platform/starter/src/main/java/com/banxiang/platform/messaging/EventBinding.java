package com.banxiang.platform.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.messaging.SubscribableChannel;

/**
 * The service's one binding, over the topics of all its listeners.
 *
 * <p>It is bound beside the start, once Kafka answers: the binder looks at every topic first and would hold up the whole
 * service for many minutes while Kafka is away. Events wait in Kafka meanwhile, and requests are served.
 */
final class EventBinding implements SmartLifecycle {

    /** As {@code platform.yaml} calls it. */
    static final String NAME = "onEvent-in-0";

    /** Stops before the relay, which sends what the last events led to. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

    private static final Logger LOG = LoggerFactory.getLogger(EventBinding.class);

    private static final Duration TRY_EVERY = Duration.ofSeconds(1);
    private static final int ANSWER_WITHIN_MILLIS = 3000;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final BindingService binder;
    private final SubscribableChannel channel;
    private final List<String> topics;
    private final String brokers;

    private volatile boolean running;
    private volatile boolean bound;
    private @Nullable Thread thread;

    EventBinding(
            BindingService binder,
            BindingServiceProperties properties,
            SubscribableChannel channel,
            List<String> topics,
            String brokers) {
        this.binder = binder;
        this.channel = channel;
        this.topics = topics;
        this.brokers = brokers;
        properties.getBindingProperties(NAME).setDestination(String.join(",", topics));
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("event-binding").daemon().start(this::bindOnceKafkaAnswers);
    }

    @Override
    public synchronized void stop() {

        running = false;
        var binding = thread;
        if (binding != null) {
            binding.interrupt();
            try {
                binding.join(STOP_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (bound) {
            bound = false;
            binder.unbindConsumers(NAME);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void bindOnceKafkaAnswers() {

        try {
            while (running && !bound) {
                if (kafkaAnswers()) {
                    bind();
                } else {
                    Thread.sleep(TRY_EVERY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bind() throws InterruptedException {

        try {
            binder.bindConsumer(channel, NAME);
            bound = true;
            LOG.info("events: taken from {}", topics);
        } catch (RuntimeException failure) {
            LOG.warn("events: not bound yet, {}", failure.getClass().getName());
            Thread.sleep(TRY_EVERY);
        }
    }

    private boolean kafkaAnswers() throws InterruptedException {

        Map<String, Object> properties = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_WITHIN_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_WITHIN_MILLIS);
        try (var admin = Admin.create(properties)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }
}
