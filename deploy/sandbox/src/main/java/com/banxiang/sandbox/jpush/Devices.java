package com.banxiang.sandbox.jpush;

import com.banxiang.sandbox.memory.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** The devices that are known. The vendor's SDK reports them; here the first call that names one does, too. */
@Component
final class Devices {

    private final Remembered<String, Device> known;

    Devices(Clock clock) {
        this.known = new Remembered<>(10_000, Duration.ofDays(365), clock);
    }

    Optional<Device> find(String registrationId) {
        return known.find(registrationId);
    }

    void save(Device device) {
        known.put(device.registrationId(), device);
    }

    /** Makes the device known if it was not. */
    synchronized void change(String registrationId, UnaryOperator<Device> change) {
        save(change.apply(find(registrationId).orElseGet(() -> Device.fresh(registrationId))));
    }

    List<Device> all(Predicate<Device> wanted) {
        return known.all().stream().filter(wanted).toList();
    }

    /** The alias is taken from every device of these platforms. */
    synchronized void release(String alias, Predicate<Device> ofPlatform) {
        all(it -> it.alias().equals(alias) && ofPlatform.test(it)).forEach(it -> save(it.withAlias("")));
    }
}
