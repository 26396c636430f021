package com.banxiang.platform.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
    private CountDownLatch stopped = new CountDownLatch(0);
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
        var untilStopped = new CountDownLatch(1);
        stopped = untilStopped;
        thread = Thread.ofPlatform().name("event-binding").daemon().start(() -> bindOnceKafkaAnswers(untilStopped));
    }

    /** Cuts a pause off, but lets Kafka's client finish what it is at: interrupted, it tells of a failure at length. */
    @Override
    public synchronized void stop() {

        running = false;
        stopped.countDown();
        var binding = thread;
        if (binding != null) {
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

    private void bindOnceKafkaAnswers(CountDownLatch untilStopped) {

        try {
            var over = false;
            while (!over) {
                over = kafkaAnswers() && bind(untilStopped)
                        || untilStopped.await(TRY_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers whether nothing is left to do. */
    private boolean bind(CountDownLatch untilStopped) {

        if (untilStopped.getCount() == 0) {
            return true;
        }
        try {
            binder.bindConsumer(channel, NAME);
            bound = true;
            LOG.info("events: taken from {}", topics);
            return true;
        } catch (RuntimeException failure) {
            LOG.warn("events: not bound yet, {}", failure.getClass().getName());
            return false;
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
