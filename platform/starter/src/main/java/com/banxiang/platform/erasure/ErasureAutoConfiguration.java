package com.banxiang.platform.erasure;

import com.banxiang.platform.messaging.ForgetDeadLetters;
import com.banxiang.platform.work.TimedWork;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;

/** Lets a service forget people. Those that say what their tables forget listen for whom. */
@AutoConfiguration(
        afterName = "com.banxiang.platform.outbox.OutboxAutoConfiguration",
        beforeName = "com.banxiang.platform.messaging.MessagingAutoConfiguration")
class ErasureAutoConfiguration {

    @Bean
    ErasedAccounts erasedAccounts(DatabaseClient database) {
        return new ErasedAccounts(database);
    }

    @Bean
    ErasedSubjects erasedSubjects(ErasedAccounts erased) {
        return new ErasedSubjects(erased);
    }

    @Bean
    RecentlyErased recentlyErased(ErasedAccounts erased, Clock clock) {
        return new RecentlyErased(erased, clock);
    }

    @Bean
    Disposable learningOfErasedAccounts(TimedWork work, RecentlyErased recently) {
        return work.every("learn of erased accounts", RecentlyErased.PERIOD, recently::learn);
    }

    @Bean
    ErasedCallerFilter erasedCallerFilter(RecentlyErased recently) {
        return new ErasedCallerFilter(recently);
    }

    @Bean
    EraseAccount eraseAccount(
            ErasedAccounts erased,
            RecentlyErased recently,
            ObjectProvider<Erasure> erasures,
            ForgetDeadLetters forgetDeadLetters,
            Clock clock) {
        var all = Stream.concat(Stream.of(new EraseDeadLetters(forgetDeadLetters)), erasures.orderedStream())
                .toList();
        return new EraseAccount(erased, recently, all, clock);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(Erasure.class)
    static class Listening {

        @Bean
        UserDeletedListener userDeletedListener(EraseAccount eraseAccount) {
            return new UserDeletedListener(eraseAccount);
        }

        @Bean
        SweepErased sweepErased(ErasedAccounts erased, EraseAccount eraseAccount, Clock clock) {
            return new SweepErased(erased, eraseAccount, clock);
        }

        @Bean
        Disposable erasedAccountsSweep(TimedWork work, SweepErased sweepErased) {
            return work.every("sweep erased accounts", SweepErased.PERIOD, sweepErased::handle);
        }
    }
}
