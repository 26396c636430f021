package com.banxiang.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears topics in this instance alone, beside all others: a group of one that no other instance knows, from the end of each
 * topic.
 */
final class Broadcast implements SmartLifecycle {

    /** With the listeners of events: before the web server, so that nobody connects who would hear nothing. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

    private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    /** A topic that is made later is found this soon. */
    private static final Duration LOOK_FOR_TOPICS_EVERY = Duration.ofSeconds(5);

    private final List<InstanceListener<?>> listeners;
    private final String brokers;
    private final String service;
    private final IncomingEventListener waiting;
    private final JsonMapper json;
    private final MeterRegistry meters;

    private volatile boolean assigned;
    private volatile @Nullable KafkaMessageListenerContainer<byte[], byte[]> container;

    Broadcast(
            List<InstanceListener<?>> listeners,
            String brokers,
            String service,
            IncomingEventListener waiting,
            JsonMapper json,
            MeterRegistry meters) {
        this.listeners = listeners;
        this.brokers = brokers;
        this.service = service;
        this.waiting = waiting;
        this.json = json;
        this.meters = meters;
    }

    /** Whether everything published from now on is heard. Stays true while Kafka is away: then nothing is published. */
    boolean isAssigned() {
        return assigned || listeners.isEmpty();
    }

    @Override
    public void start() {

        if (listeners.isEmpty()) {
            return;
        }
        var topics = listeners.stream()
                .map(InstanceListener::topic)
                .distinct()
                .sorted()
                .toArray(String[]::new);
        var properties = new ContainerProperties(topics);
        properties.setPollTimeout(LONGEST_POLL.toMillis());
        properties.setShutdownTimeout(STOP_WITHIN.toMillis());
        properties.setMessageListener((MessageListener<byte[], byte[]>) this::hear);
        properties.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                hearFromHere(consumer, partitions);
            }
        });

        var started = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                properties);
        started.setBeanName("broadcast");
        started.start();
        container = started;
    }

    @Override
    public void stop() {

        var running = container;
        container = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return container != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Asking for the position fixes it; until then the end of the topic moves away with every record. */
    void hearFromHere(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(consumer::position);
        assigned = assigned || !partitions.isEmpty();
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {

        var event = IncomingEvent.of(record);
        try {
            waiting.await(Flux.fromIterable(listeners)
                    .filter(listener -> listener.eventType().equals(event.type()))
                    .concatMap(listener -> tell(listener, event))
                    .then()
                    .contextWrite(event.request().into()));
        } catch (Throwable failure) {
            LOG.warn("event not heard", new EventFailed(event, failure));
            meters.counter(MessagingMeter.UNHEARD.getName(), MessagingMeter.Tag.TOPIC.asString(), event.topic())
                    .increment();
        }
    }

    private <E> Mono<Void> tell(InstanceListener<E> listener, IncomingEvent event) {
        return Mono.defer(() -> listener.handle(json.readValue(event.payload(), listener.type())));
    }

    private Map<String, Object> consumer() {

        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, service + "." + UUID.randomUUID());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, Math.toIntExact(LOOK_FOR_TOPICS_EVERY.toMillis()));
        return properties;
    }
}
