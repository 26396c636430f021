package com.banxiang.child.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a person's data is put together.
 *
 * @param patience with the neighbour that has a part of it; the part is then named as missing
 */
@ConfigurationProperties("child.export")
record ExportSettings(@DefaultValue("3s") Duration patience) {}
