package com.banxiang.platform.messaging;

import com.banxiang.platform.audit.Audit;
import com.banxiang.platform.crypto.FieldCipher;
import com.banxiang.platform.work.Offload;
import com.banxiang.platform.work.TimedWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.cloud.stream.messaging.DirectWithAttributesChannel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.IdGenerator;
import reactor.core.Disposable;
import tools.jackson.databind.json.JsonMapper;

/** The way of an event into the service. */
@AutoConfiguration(
        afterName = {
            "com.banxiang.platform.crypto.CryptoAutoConfiguration",
            "com.banxiang.platform.outbox.OutboxAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@EnableConfigurationProperties(MessagingSettings.class)
class MessagingAutoConfiguration {

    private static final Duration PURGE_EVERY = Duration.ofHours(1);
    private static final Duration ADMIN_WITHIN = Duration.ofSeconds(5);

    @Bean
    Inbox inbox(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        return new Inbox(database, transaction, clock);
    }

    @Bean
    Listeners eventListeners(
            ObjectProvider<EventListener<?>> all,
            JsonMapper json,
            Inbox inbox,
            Admission admission,
            MeterRegistry meters) {
        return new Listeners(all.orderedStream().toList(), json, inbox, admission, meters);
    }

    @Bean
    ForgetDeadLetters forgetDeadLetters(DatabaseClient database, Clock clock) {
        return new ForgetDeadLetters(database, clock);
    }

    @Bean
    Disposable deadLetterPurge(TimedWork timedWork, ForgetDeadLetters forgetDeadLetters) {
        return timedWork.every("purge dead letters", PURGE_EVERY, forgetDeadLetters::old);
    }

    @Bean
    IncomingEventListener incomingEvents(Listeners listeners, MessagingSettings settings, MeterRegistry meters) {
        return new IncomingEventListener(listeners, settings.patience(), meters);
    }

    @Bean
    DeadLetters deadLetters(
            DatabaseClient database,
            FieldCipher cipher,
            JsonMapper json,
            IdGenerator ids,
            @Value("${spring.application.name}") String service) {
        return new DeadLetters(database, cipher, json, ids, service);
    }

    @Bean
    DeadLetterController deadLetterController(
            DeadLetters letters, KafkaTemplate<byte[], byte[]> eventProducer, Offload offload, Audit audit) {
        return new DeadLetterController(letters, new ReplayDeadLetter(letters, eventProducer, offload), audit);
    }

    @Bean
    Disposable inboxPurge(TimedWork timedWork, Inbox inbox) {
        return timedWork.every("purge inbox", PURGE_EVERY, inbox::purge);
    }

    @Bean
    Broadcast broadcast(
            ObjectProvider<InstanceListener<?>> listeners,
            @Value("${banxiang.messaging.enabled:true}") boolean enabled,
            @Value("${banxiang.kafka.brokers}") String brokers,
            @Value("${spring.application.name}") String service,
            IncomingEventListener waiting,
            JsonMapper json,
            MeterRegistry meters) {
        var heard = enabled ? listeners.orderedStream().toList() : List.<InstanceListener<?>>of();
        return new Broadcast(heard, brokers, service, waiting, json, meters);
    }

    @Bean
    BroadcastHealthIndicator broadcastHealthIndicator(Broadcast broadcast) {
        return new BroadcastHealthIndicator(broadcast);
    }

    /** Only where somebody listens, and not where a test wants no Kafka. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(EventListener.class)
    @ConditionalOnProperty(name = "banxiang.messaging.enabled", matchIfMissing = true)
    static class Binding {

        @Bean
        EventBinding eventBinding(
                BindingService binder,
                BindingServiceProperties properties,
                Listeners listeners,
                IncomingEventListener incoming,
                @Value("${banxiang.kafka.brokers}") String brokers) {

            var channel = new DirectWithAttributesChannel();
            channel.setBeanName(EventBinding.NAME);
            channel.subscribe(incoming::receive);
            return new EventBinding(binder, properties, channel, listeners.topics(), brokers);
        }

        @Bean(destroyMethod = "shutdownNow")
        ScheduledExecutorService eventRetries() {
            return Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("event-retries").daemon().factory());
        }

        @Bean
        EventContainer eventContainer(
                MessagingSettings settings,
                DeadLetters letters,
                IncomingEventListener incoming,
                KafkaTemplate<byte[], byte[]> eventProducer,
                @Value("${banxiang.kafka.brokers}") String brokers,
                ScheduledExecutorService eventRetries,
                MeterRegistry meters) {

            var admin = new KafkaAdmin(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
            admin.setOperationTimeout((int) ADMIN_WITHIN.toSeconds());
            var undertaker = new Undertaker(letters, incoming, eventProducer, admin);
            return new EventContainer(new PatientErrorHandler(settings, undertaker, eventRetries, meters), meters);
        }
    }
}
