package com.banxiang.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.ConnectionFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The outbox, and the relay that empties it. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
        },
        beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties(RelaySettings.class)
class OutboxAutoConfiguration {

    /** How long sending may hold up the relay's thread while Kafka is away and the topic's leader unknown. */
    private static final Duration KNOW_A_TOPIC_WITHIN = Duration.ofSeconds(2);

    /** One attempt of several within the limit of a send. */
    private static final Duration ATTEMPT_WITHIN = Duration.ofSeconds(2);

    private static final Duration RECONNECT_AT_LEAST_EVERY = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    @Bean
    WakeUp outboxWakeUp() {
        return new WakeUp();
    }

    @Bean
    Outbox outbox(
            DatabaseClient database,
            JsonMapper json,
            IdGenerator ids,
            WakeUp wakeUp,
            ReactiveTransactionManager transactions) {
        return new Outbox(database, json, ids, wakeUp, transactions);
    }

    /** Connects at the first send. */
    @Bean
    KafkaTemplate<byte[], byte[]> eventProducer(
            @Value("${banxiang.kafka.brokers}") String brokers,
            @Value("${spring.application.name}") String service,
            RelaySettings settings) {

        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, service);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(settings.sendWithin()));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(ATTEMPT_WITHIN));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(KNOW_A_TOPIC_WITHIN));
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, millis(RECONNECT_AT_LEAST_EVERY));

        var serializer = new ByteArraySerializer();
        var producers = new DefaultKafkaProducerFactory<>(properties, serializer, serializer);
        producers.setPhysicalCloseTimeout((int) CLOSE_WITHIN.toSeconds());
        var template = new KafkaTemplate<>(producers);
        // Those who send tell what failed, once; the default prints every attempt.
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }

    @Bean
    @ConditionalOnProperty(name = "banxiang.messaging.enabled", matchIfMissing = true)
    Relay outboxRelay(
            ConnectionFactory pool,
            KafkaTemplate<byte[], byte[]> eventProducer,
            @Value("${spring.application.name}") String service,
            WakeUp wakeUp,
            RelaySettings settings,
            MeterRegistry meters,
            Clock clock) {

        var unpooled = ConnectionFactoryBuilder.derivedFrom(pool).build();
        var patience = settings.sendWithin().plus(KNOW_A_TOPIC_WITHIN);
        return new Relay(
                new RelaySession(unpooled),
                new Shipment(eventProducer, service, patience),
                wakeUp,
                settings,
                meters,
                clock);
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
